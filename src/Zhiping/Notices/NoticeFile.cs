using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Data;

namespace Zhiping.Notices;

/// <summary>
/// A file that an operator is writing: a notice such as aksu/2025-engineering, or an application such as examples/aksu-2025-good.json that its examples use.
/// It is input only: what applications pin are published revisions. (B10)
/// </summary>
public sealed class NoticeFile : Recorded
{
    private NoticeFile()
    {
    }

    public NoticeFile(Act act, string path, string text)
    {
        RefusalException.ThrowIf(NoticeFileRules.CanWrite(path, text));
        Id = Ids.Row(act.At);
        Path = path;
        Write(act, text);
    }

    public override string SubjectKind => "notice-file";

    /// <summary>Its path under the notices folder; a notice's without .yaml.</summary>
    public string Path { get; private set; } = "";

    public string Text { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    public Guid? SavedById { get; private set; }

    /// <summary>PostgreSQL's own row version.</summary>
    public uint Version { get; private set; }

    public bool IsNotice => NoticeFileRules.IsNotice(Path);

    /// <summary>Writes it anew.</summary>
    public void Write(Act act, string text)
    {
        RefusalException.ThrowIf(NoticeFileRules.CanWrite(Path, text));
        Text = text.ReplaceLineEndings("\n");
        SavedAt = act.At;
        SavedById = act.By;
        Record(act, "Save", ("path", Path), ("sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))));
    }
}

/// <summary>Which files operators may write. Pure.</summary>
public static partial class NoticeFileRules
{
    /// <summary>What the reader takes at most.</summary>
    public const int MaxBytes = 1024 * 1024;

    public static bool IsNotice(string path) => !path.EndsWith(".json", StringComparison.Ordinal);

    public static Refusal? CanWrite(string path, string text) =>
        !Form().IsMatch(path)
            ? new Refusal("文件名要写成“地区/年度-主题”，例如aksu/2025-engineering；示例申报写成examples/名称.json。")
            {
                Field = "Name",
                Remedy = "只用小写字母、数字和连字符。",
            }
        : string.IsNullOrWhiteSpace(text) ? new Refusal("请填写通知的内容。") { Field = "Text" }
        : Encoding.UTF8.GetByteCount(text) > MaxBytes ? new Refusal("内容超过1 MiB，不能保存。") { Field = "Text", Remedy = "一份通知只写和依据不同的地方。" }
        : null;

    [GeneratedRegex(@"\A(?:(?!examples/)[a-z][a-z0-9-]{0,38}/[a-z0-9][a-z0-9-]{0,58}|examples/[a-z0-9][a-z0-9-]{0,58}\.json)\z")]
    private static partial Regex Form();
}

internal sealed class NoticeFileTable : IEntityTypeConfiguration<NoticeFile>
{
    public void Configure(EntityTypeBuilder<NoticeFile> builder)
    {
        builder.ToTable("notice_files", t => t.HasCheckConstraint("ck_notice_files_text", "length(trim(text)) > 0 and octet_length(text) <= 1048576"));
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Path).HasMaxLength(110);
        builder.Property(f => f.Version).IsRowVersion();
        builder.Ignore(f => f.SubjectKind);
        builder.Ignore(f => f.Unrecorded);
        builder.Ignore(f => f.IsNotice);
        builder.HasIndex(f => f.Path).IsUnique();
    }
}
