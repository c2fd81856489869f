using System.Globalization;
using System.Runtime.InteropServices;

namespace Zhiping.Attachments.Imaging;

/// <summary>libvips said no; the message is its own and never shown to anyone.</summary>
internal sealed class PictureException(string message) : Exception(message);

/// <summary>A picture inside the worker process: thin, immutable, disposed by its owner.</summary>
internal sealed class VipsImage : IDisposable
{
    private const int SRgb = 22;
    private const int Grey = 1;
    private const int Grey16 = 26;
    private const int Uchar = 0;

    private readonly GObjectHandle handle;
    private readonly GMemory? pixels;

    private VipsImage(GObjectHandle handle, GMemory? pixels = null)
    {
        this.handle = handle;
        this.pixels = pixels;
    }

    public int Width => VipsNative.vips_image_get_width(handle);

    public int Height => VipsNative.vips_image_get_height(handle);

    public int Bands => VipsNative.vips_image_get_bands(handle);

    /// <summary>EXIF orientation, 1 to 8; 1 where none is stated.</summary>
    public int Orientation => VipsNative.vips_image_get_orientation(handle);

    public static void Start()
    {
        if (VipsNative.vips_init("zhiping") != 0)
        {
            throw new PictureException(Error());
        }

        // A worker handles one file at a time and several workers share the cores.
        VipsNative.vips_concurrency_set(1);
        VipsNative.vips_cache_set_max(0);
        VipsNative.vips_block_untrusted_set(1);
    }

    /// <summary>Opens the header with the loader of that format and no other; pixels are decoded when first asked for.</summary>
    public static VipsImage Open(byte[] file, ImageFormat format)
    {
        var loader = format switch
        {
            ImageFormat.Jpeg => "jpegload_buffer",
            ImageFormat.Png => "pngload_buffer",
            ImageFormat.Heic => "heifload_buffer",
            ImageFormat.Pdf or ImageFormat.Unknown => throw new PictureException("no loader"),
        };
        var blob = VipsNative.vips_blob_copy(file, (nuint)file.Length);
        try
        {
            return Run(loader, [("access", "sequential"), ("fail_on", "truncated")], buffer: blob);
        }
        finally
        {
            VipsNative.vips_area_unref(blob);
        }
    }

    public VipsImage Apply(string operation, params (string Name, string Value)[] arguments)
        => Run(operation, arguments, input: handle, inputName: operation == "extract_area" ? "input" : "in");

    /// <summary>Eight-bit sRGB or grey without alpha, whatever came in.</summary>
    public VipsImage Plain()
    {
        var current = new VipsImage(new GObjectHandle(Duplicate()));
        var space = VipsNative.vips_image_get_interpretation(handle);
        if (space is not (SRgb or Grey))
        {
            current = Next(current, image => image.Apply("colourspace", ("space", space == Grey16 ? "b-w" : "srgb")));
        }

        if (VipsNative.vips_image_hasalpha(current.handle) != 0)
        {
            current = Next(current, image => image.Apply("flatten", ("background", "255")));
        }

        if (VipsNative.vips_image_get_format(current.handle) != Uchar)
        {
            current = Next(current, image => image.Apply("cast", ("format", "uchar")));
        }

        return current;
    }

    /// <summary>Decodes everything into memory once, so that what follows does not decode again.</summary>
    public VipsImage InMemory()
    {
        var copy = VipsNative.vips_image_copy_memory(handle);
        return copy == IntPtr.Zero ? throw new PictureException(Error()) : new VipsImage(new GObjectHandle(copy));
    }

    /// <summary>A JPEG without any metadata.</summary>
    public byte[] ToJpeg(int quality)
        => Bytes("jpegsave_buffer", [("Q", quality.ToString(CultureInfo.InvariantCulture)), ("strip", "true"), ("background", "255")]);

    public byte[] ToPng() => Bytes("pngsave_buffer", [("strip", "true")]);

    /// <summary>The raw pixels, interleaved; the caller owns the memory.</summary>
    public GMemory Pixels()
    {
        var memory = VipsNative.vips_image_write_to_memory(handle, out var length);
        return memory == IntPtr.Zero ? throw new PictureException(Error()) : new GMemory(memory, (long)length);
    }

    /// <summary>A picture over pixels; keeps them alive.</summary>
    public static VipsImage Over(GMemory pixels, int width, int height, int bands)
    {
        var image = VipsNative.vips_image_new_from_memory(pixels, (nuint)pixels.Length, width, height, bands, Uchar);
        return image == IntPtr.Zero ? throw new PictureException(Error()) : new VipsImage(new GObjectHandle(image), pixels);
    }

    /// <summary>A picture of pixels of ours, copied.</summary>
    public static VipsImage Over(byte[] pixels, int width, int height, int bands)
    {
        var image = VipsNative.vips_image_new_from_memory_copy(pixels, (nuint)pixels.Length, width, height, bands, Uchar);
        return image == IntPtr.Zero ? throw new PictureException(Error()) : new VipsImage(new GObjectHandle(image));
    }

    public void Dispose()
    {
        handle.Dispose();
        pixels?.Dispose();
    }

    internal static VipsImage Next(VipsImage current, Func<VipsImage, VipsImage> step)
    {
        using (current)
        {
            return step(current);
        }
    }

    private static VipsImage Run(
        string name, IEnumerable<(string Name, string Value)> arguments, GObjectHandle? input = null, string inputName = "in", IntPtr buffer = default)
    {
        using var built = Build(name, arguments, input, inputName, buffer);
        var value = default(GValue);
        VipsNative.g_value_init(ref value, VipsNative.vips_image_get_type());
        VipsNative.g_object_get_property(built, "out", ref value);
        var image = VipsNative.g_value_dup_object(ref value);
        VipsNative.g_value_unset(ref value);
        VipsNative.vips_object_unref_outputs(built);
        return image == IntPtr.Zero ? throw new PictureException(Error()) : new VipsImage(new GObjectHandle(image));
    }

    private byte[] Bytes(string saver, IEnumerable<(string Name, string Value)> arguments)
    {
        using var built = Build(saver, arguments, handle, "in", IntPtr.Zero);
        var value = default(GValue);
        VipsNative.g_value_init(ref value, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(built, "buffer", ref value);
        var data = VipsNative.vips_blob_get(VipsNative.g_value_get_boxed(ref value), out var length);
        var bytes = new byte[checked((int)length)];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        VipsNative.g_value_unset(ref value);
        VipsNative.vips_object_unref_outputs(built);
        return bytes;
    }

    private static GObjectHandle Build(
        string name, IEnumerable<(string Name, string Value)> arguments, GObjectHandle? input, string inputName, IntPtr buffer)
    {
        var operation = VipsNative.vips_operation_new(name);
        if (operation == IntPtr.Zero)
        {
            throw new PictureException(Error());
        }

        using var fresh = new GObjectHandle(operation);
        if (input is not null)
        {
            Set(fresh, inputName, VipsNative.vips_image_get_type(), (ref GValue value) => VipsNative.g_value_set_object(ref value, input));
        }

        if (buffer != IntPtr.Zero)
        {
            Set(fresh, "buffer", VipsNative.vips_blob_get_type(), (ref GValue value) => VipsNative.g_value_set_boxed(ref value, buffer));
        }

        foreach (var (argument, text) in arguments)
        {
            if (VipsNative.vips_object_set_argument_from_string(fresh, argument, text) != 0)
            {
                throw new PictureException(Error());
            }
        }

        var built = VipsNative.vips_cache_operation_build(fresh);
        if (built == IntPtr.Zero)
        {
            VipsNative.vips_object_unref_outputs(fresh);
            throw new PictureException(Error());
        }

        return new GObjectHandle(built);
    }

    private delegate void Setter(ref GValue value);

    private static void Set(GObjectHandle operation, string name, nuint type, Setter setter)
    {
        var value = default(GValue);
        VipsNative.g_value_init(ref value, type);
        setter(ref value);
        VipsNative.g_object_set_property(operation, name, ref value);
        VipsNative.g_value_unset(ref value);
    }

    private IntPtr Duplicate()
    {
        var value = default(GValue);
        VipsNative.g_value_init(ref value, VipsNative.vips_image_get_type());
        VipsNative.g_value_set_object(ref value, handle);
        var copy = VipsNative.g_value_dup_object(ref value);
        VipsNative.g_value_unset(ref value);
        return copy;
    }

    private static string Error()
    {
        var text = Marshal.PtrToStringUTF8(VipsNative.vips_error_buffer()) ?? string.Empty;
        VipsNative.vips_error_clear();
        return text;
    }
}
