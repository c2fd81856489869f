using System.Text.Json;
using Zhiping.Data;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Committees;

/// <summary>One draw of experts (随机抽取) with everything that it was run on, so that anyone can run it again.</summary>
public sealed class ExpertDraw : Recorded
{
    /// <summary>The form in which a draw is stored and exported; <c>zhiping verify draw</c> reads it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private ExpertDraw()
    {
    }

    public ExpertDraw(Act act, Guid committeeId, Guid meetingId, string? specialty, DrawResult result)
    {
        Id = Ids.Row(act.At);
        CommitteeId = committeeId;
        MeetingId = meetingId;
        Specialty = specialty;
        By = act.By;
        At = act.At;
        SeedHex = result.Input.SeedHex;
        Result = JsonSerializer.SerializeToUtf8Bytes(result, Json);
        Record(act, "Draw", ("meeting", meetingId), ("seed", SeedHex), ("chosen", result.Chosen.Count), ("shortfall", result.Shortfall));
    }

    public override string SubjectKind => "draw";

    public Guid CommitteeId { get; private set; }

    public Guid MeetingId { get; private set; }

    /// <summary>The specialty that was drawn from; null for the whole pool.</summary>
    public string? Specialty { get; private set; }

    public Guid? By { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string SeedHex { get; private set; } = "";

    /// <summary>The <see cref="DrawResult"/> as JSON, as exported.</summary>
    public byte[] Result { get; private set; } = [];

    /// <summary>The draw as it was recorded.</summary>
    public DrawResult Read() => Read(Result);

    /// <summary>Reads an exported draw; throws <see cref="JsonException"/> for anything else.</summary>
    public static DrawResult Read(ReadOnlySpan<byte> exported) =>
        JsonSerializer.Deserialize<DrawResult>(exported, Json) is { Input: { Pool: not null, Exclusions: not null, SeedHex: not null }, Chosen: not null, Standby: not null } result
            ? result
            : throw new JsonException("This is no exported draw.");
}
