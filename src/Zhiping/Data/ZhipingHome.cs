namespace Zhiping.Data;

/// <summary>The folder that holds everything an instance keeps outside PostgreSQL: cluster, files, keys, mail, dumps.</summary>
public sealed class ZhipingHome
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Opens the folder, making it with mode 0700 where it is missing.</summary>
    public ZhipingHome(string root)
    {
        Root = Path.GetFullPath(root);
        MakePrivate(Root);
    }

    public string Root { get; }

    public string Cluster => Path.Combine(Root, "pg");

    public string Blobs => Private("blobs");

    public string Mail => Private("mail");

    public string Sms => Private("sms");

    public string Dumps => Private("dumps");

    public string Work => Private("work");

    /// <summary>Where the key ring stands unless <c>Zhiping__KeyFile</c> names another place.</summary>
    public string KeyFile => Path.Combine(Root, "keys.json");

    /// <summary>ZHIPING_DATA, else /var/lib/zhiping for root, else <c>data/</c> in the current folder.</summary>
    public static ZhipingHome From(IConfiguration configuration)
    {
        var named = configuration["ZHIPING_DATA"];
        if (!string.IsNullOrWhiteSpace(named))
        {
            return new ZhipingHome(named);
        }

        return new ZhipingHome(Environment.IsPrivilegedProcess ? "/var/lib/zhiping" : Path.Combine(Environment.CurrentDirectory, "data"));
    }

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void MakePrivate(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OnlyOwner);
        }
    }

    private string Private(string name)
    {
        var folder = Path.Combine(Root, name);
        MakePrivate(folder);
        return folder;
    }
}
