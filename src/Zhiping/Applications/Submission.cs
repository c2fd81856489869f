using System.Security.Cryptography;
using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>What the applicant handed in, frozen: canonical JSON as stored, hashed as stored, with the hashes of its files. Never changed.</summary>
public sealed class Submission
{
    private Submission()
    {
    }

    public Submission(Act act, Application application, int number, byte[] content, Guid? key = null)
    {
        Id = Ids.Row(act.At);
        ApplicationId = application.Id;
        RevisionId = application.RevisionId;
        Number = number;
        Key = key ?? Id;
        Content = content;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        At = act.At;
        ReceiptNumber = $"{act.At.AddHours(8):yyyyMMdd}{Ids.Code(8)}";
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid RevisionId { get; private set; }

    /// <summary>1 for the first.</summary>
    public int Number { get; private set; }

    /// <summary>The click that made it; a double click has the same.</summary>
    public Guid Key { get; private set; }

    /// <summary>The <c>ApplicationDocument</c> as canonical JSON.</summary>
    public byte[] Content { get; private set; } = [];

    public string Sha256 { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>Date and code, 16 characters: 2024 0821 7Q4M 92KD.</summary>
    public string ReceiptNumber { get; private set; } = "";
}

/// <summary>One section of a draft: the unit of autosave and of conflict.</summary>
public sealed class DraftSection
{
    private DraftSection()
    {
    }

    public DraftSection(Guid applicationId, string sectionId, string content, DateTimeOffset savedAt)
    {
        ApplicationId = applicationId;
        SectionId = sectionId;
        Content = content;
        SavedAt = savedAt;
        Number = 1;
    }

    public Guid ApplicationId { get; private set; }

    public string SectionId { get; private set; } = "";

    /// <summary>A <c>SectionContent</c> as JSON.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>Counts the saves; a save names the number it began from, so that two windows never overwrite each other silently.</summary>
    public int Number { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }
}
