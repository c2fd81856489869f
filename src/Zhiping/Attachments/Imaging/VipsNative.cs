using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Zhiping.Attachments.Imaging;

/// <summary>A reference to a GObject of libvips; the reference is given back once.</summary>
internal sealed class GObjectHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public GObjectHandle() : base(ownsHandle: true)
    {
    }

    public GObjectHandle(IntPtr handle) : base(ownsHandle: true) => SetHandle(handle);

    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        return true;
    }
}

/// <summary>Memory that libvips allocated and we give back.</summary>
internal sealed class GMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    public GMemory(IntPtr memory, long length) : base(ownsHandle: true)
    {
        SetHandle(memory);
        Length = length;
    }

    public long Length { get; }

    protected override bool ReleaseHandle()
    {
        VipsNative.g_free(handle);
        return true;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    public nuint Type;
    public ulong Data0;
    public ulong Data1;
}

/// <summary>The few functions of libvips 8.14 and GObject that the image worker calls. Never called in the web process.</summary>
internal static class VipsNative
{
    private const string Vips = "libvips.so.42";
    private const string GObject = "libgobject-2.0.so.0";
    private const string GLib = "libglib-2.0.so.0";
    private const DllImportSearchPath Where = DllImportSearchPath.SafeDirectories;

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_init([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern void vips_concurrency_set(int threads);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern void vips_cache_set_max(int operations);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern void vips_block_untrusted_set(int state);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_error_buffer();

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern void vips_error_clear();

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_operation_new([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_cache_operation_build(GObjectHandle operation);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern void vips_object_unref_outputs(GObjectHandle operation);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_object_set_argument_from_string(
        GObjectHandle operation, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern nuint vips_image_get_type();

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern nuint vips_blob_get_type();

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_blob_copy([In] byte[] data, nuint length);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_blob_get(IntPtr blob, out nuint length);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern void vips_area_unref(IntPtr area);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_get_width(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_get_height(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_get_bands(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_get_format(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_get_interpretation(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_hasalpha(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern int vips_image_get_orientation(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_image_copy_memory(GObjectHandle image);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_image_write_to_memory(GObjectHandle image, out nuint length);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_image_new_from_memory(GMemory data, nuint length, int width, int height, int bands, int format);

    [DllImport(Vips), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr vips_image_new_from_memory_copy([In] byte[] data, nuint length, int width, int height, int bands, int format);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern void g_object_unref(IntPtr instance);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr g_value_init(ref GValue value, nuint type);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern void g_value_unset(ref GValue value);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern void g_value_set_object(ref GValue value, GObjectHandle instance);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr g_value_dup_object(ref GValue value);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern void g_value_set_boxed(ref GValue value, IntPtr boxed);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern IntPtr g_value_get_boxed(ref GValue value);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern void g_object_set_property(
        GObjectHandle instance, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, ref GValue value);

    [DllImport(GObject), DefaultDllImportSearchPaths(Where)]
    public static extern void g_object_get_property(
        GObjectHandle instance, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, ref GValue value);

    [DllImport(GLib), DefaultDllImportSearchPaths(Where)]
    public static extern void g_free(IntPtr memory);
}
