using BenchmarkDotNet.Attributes;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Bench.Policy;

/// <summary>One application against the culture notice.</summary>
public class CheckBenchmarks
{
    private CompiledNotice _notice = null!;
    private Notice _read = null!;
    private ApplicationDocument _good = null!;
    private ApplicationDocument _gaps = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _read = PolicySamples.Read(PolicySamples.EightyId);
        _notice = PolicyCompiler.Compile(_read);
        _good = PolicySamples.Grown(PolicySamples.Example("aksu-2024-culture-good"), 200);
        _gaps = PolicySamples.Grown(PolicySamples.Example("aksu-2024-culture-gaps"), 200);
    }

    [Benchmark(Description = "check, 200 facts, nothing wrong")]
    public CheckResult Good() => _notice.Check(_good, PolicySamples.At);

    [Benchmark(Description = "check, 200 facts, twelve findings")]
    public CheckResult Gaps() => _notice.Check(_gaps, PolicySamples.At);

    [Benchmark(Description = "eligible, all levels and kinds")]
    public IReadOnlyList<EligibilityAnswer> Eligible() => Eligibility.Of(_notice, _good, PolicySamples.At.At);

    [Benchmark(Description = "compile a notice")]
    public CompiledNotice Compile() => PolicyCompiler.Compile(_read);
}
