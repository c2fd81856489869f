using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Zhiping.Mutation;

/// <summary>The policy compiled once with all of its mutants.</summary>
internal static class Compiled
{
    private const string Switch = """
        namespace Zhiping.Mutation
        {
            /// <summary>Which mutant is on, which were reached, and how long a loop may run.</summary>
            public static class Active
            {
                public static int Id = -1;
                public static bool[] Seen = new bool[100_000];
                public static long Ticks;
                public static long MostTicks = long.MaxValue;

                public static bool Is(int id)
                {
                    Seen[id] = true;
                    if (id != Id) return false;
                    global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                    return true;
                }

                public static void Tick()
                {
                    if (++Ticks > MostTicks) throw new global::System.TimeoutException("The mutant runs on.");
                }
            }
        }
        """;

    /// <summary>Compiles the sources below a folder, those that a pattern matches with their mutants, against the assemblies beside the tests.</summary>
    public static IReadOnlyList<Mutant> Write(string source, Regex mutated, string bin, string target)
    {
        var parse = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.None).WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols("NET", "NET10_0", "NET10_0_OR_GREATER");
        string[] files =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),

            // What the build makes itself: namespaces in use, the assembly's attributes, generated regular expressions.
            .. Directory.EnumerateFiles(Path.Combine(source, "obj/Debug/net10.0"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains(".NETCoreApp", StringComparison.Ordinal)),
        ];
        var trees = files.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), parse, f)).ToList();
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll");
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, checkOverflow: true, nullableContextOptions: NullableContextOptions.Enable);
        var plain = CSharpCompilation.Create("Zhiping.Policy", [.. trees, CSharpSyntaxTree.ParseText(Switch, parse)],
            platform.Append(Path.Combine(bin, "YamlDotNet.dll")).Select(p => MetadataReference.CreateFromFile(p)), options);
        var leftOut = new HashSet<int>();
        while (true)
        {
            var mutants = new List<Mutant>();
            var compilation = plain;
            foreach (var tree in trees.Where(t => mutated.IsMatch(Path.GetRelativePath(source, t.FilePath))))
            {
                var mutator = new Mutator(plain.GetSemanticModel(tree), Path.GetRelativePath(source, tree.FilePath), mutants.Count, leftOut);
                var root = mutator.Visit(tree.GetRoot())!.NormalizeWhitespace();
                compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(root, parse));
                mutants.AddRange(mutator.Mutants);
            }

            var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count == 0)
            {
                using var written = File.Create(target);
                var result = compilation.Emit(written);
                return result.Success ? [.. mutants.Where(m => !leftOut.Contains(m.Id))] : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
            }

            var before = leftOut.Count;
            foreach (var error in errors.Where(e => e.Location.IsInSource))
            {
                leftOut.UnionWith(Blamed(error));
            }

            if (leftOut.Count == before)
            {
                throw new InvalidOperationException(string.Join("\n", errors.Take(20)));
            }
        }
    }

    /// <summary>
    /// The mutants to leave out for an error: where something is used that is not assigned, those of the member that are always met and declare it, or else that
    /// declare it, or else that are always met; for every other error the one in which it stands, or else all of the member.
    /// </summary>
    private static IEnumerable<int> Blamed(Diagnostic error)
    {
        var at = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan);
        var member = at.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First().DescendantNodes().Where(n => n.HasAnnotations(Mutator.Kind)).ToList();
        if (error.Id is not ("CS0165" or "CS0170" or "CS0177" or "CS0269"))
        {
            return at.AncestorsAndSelf().SelectMany(Marks).Take(1) is var around && around.Any() ? around : member.SelectMany(Marks);
        }

        var name = at.DescendantTokens().First().Text;
        bool Always(SyntaxNode n) => n is ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } };
        bool Declares(SyntaxNode n) => n.DescendantNodes().Any(d => d is SingleVariableDesignationSyntax s && s.Identifier.Text == name);
        foreach (var group in (Func<SyntaxNode, bool>[])[n => Always(n) && Declares(n), Declares, Always, _ => true])
        {
            if (member.Where(group).SelectMany(Marks).ToList() is { Count: > 0 } marks)
            {
                return marks;
            }
        }

        return [];
    }

    private static IEnumerable<int> Marks(SyntaxNode node) => node.GetAnnotations(Mutator.Kind).Select(a => int.Parse(a.Data!));
}
