using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Zhiping.Mutation;

/// <summary>One test with its arguments, and what it costs and reaches without any mutant.</summary>
internal sealed class OneTest(MethodInfo method, object?[] arguments, string name)
{
    public string Name => name;

    public TimeSpan Cost { get; set; }

    public long Ticks { get; set; }

    /// <summary>The mutants that it reaches when everything is warm.</summary>
    public HashSet<int> Reaches { get; } = [];

    /// <summary>Runs it; null where it passes.</summary>
    public string? Run()
    {
        object? instance = null;
        try
        {
            instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            (method.Invoke(instance, arguments) as Task)?.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception failure)
        {
            var root = failure;
            while (root is TargetInvocationException or TypeInitializationException or AggregateException && root.InnerException is { } inner)
            {
                root = inner;
            }

            return $"{root.GetType().Name}: {root.Message.ReplaceLineEndings(" ")}";
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    /// <summary>Every fact and every row of every theory of an assembly.</summary>
    public static async Task<List<OneTest>> All(Assembly assembly)
    {
        var tests = new List<OneTest>();
        foreach (var method in assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<FactAttribute>() is not { } fact)
            {
                continue;
            }

            if (fact is not TheoryAttribute)
            {
                tests.Add(new OneTest(method, [], $"{method.DeclaringType!.Name}.{method.Name}"));
                continue;
            }

            foreach (var source in method.GetCustomAttributes().OfType<IDataAttribute>())
            {
                if (source is MemberDataAttribute { MemberType: null } member)
                {
                    member.MemberType = method.DeclaringType;
                }

                foreach (var row in await source.GetData(method, new DisposalTracker()))
                {
                    tests.Add(new OneTest(method, row.GetData(), $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", row.GetData())})"));
                }
            }
        }

        return tests;
    }
}
