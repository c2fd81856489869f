using System.Reflection;
using System.Runtime.CompilerServices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>One key of a map in a notice.</summary>
internal sealed record KeyShape(string Key, Type Type, bool Required, PropertyInfo? Property, ParameterInfo? Parameter);

/// <summary>How a type of the model is written in a notice; made from the type, so that model, reader and JSON Schema cannot differ.</summary>
internal sealed class TypeShape
{
    private static readonly Dictionary<Type, TypeShape> Known = [];
    private static readonly Lock Gate = new();
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly string[] Computed = ["Basis", "Clause", "Assumed", "Total", "NeedsMaskAnswer", "EvaluationFormCopies", "EqualityContract", "Assumptions", "Resolved"];

    private TypeShape(Type type)
    {
        Type = type;
        IsItem = typeof(NoticeItem).IsAssignableFrom(type);
        Constructor = type.GetConstructor(Type.EmptyTypes) is null
            ? type.GetConstructors().Where(c => c.GetParameters().Length > 0).MaxBy(c => c.GetParameters().Length) : null;
        Keys = Constructor is null ? [.. PropertyKeys(type)] : [.. Constructor.GetParameters().Select(ParameterKey)];
    }

    public Type Type { get; }

    /// <summary>Carries clause, assumed, inferred and why.</summary>
    public bool IsItem { get; }

    public ConstructorInfo? Constructor { get; }

    public IReadOnlyList<KeyShape> Keys { get; }

    public static TypeShape Of(Type type)
    {
        lock (Gate)
        {
            if (!Known.TryGetValue(type, out var shape))
            {
                Known[type] = shape = new TypeShape(type);
            }

            return shape;
        }
    }

    public static string KeyOf(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static bool IsList(Type type, out Type item)
    {
        item = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : typeof(object);
        return item != typeof(object);
    }

    public static bool IsDictionary(Type type, out Type key, out Type value)
    {
        var is_ = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
        key = is_ ? type.GetGenericArguments()[0] : typeof(object);
        value = is_ ? type.GetGenericArguments()[1] : typeof(object);
        return is_;
    }

    private static IEnumerable<KeyShape> PropertyKeys(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.CanWrite || property.GetIndexParameters().Length > 0
                || (Computed.Contains(property.Name) && !(property.Name is "Clause" or "Assumed" && property.CanWrite)))
            {
                continue;
            }

            var bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var nullable = bare != property.PropertyType || Nullability.Create(property).WriteState == NullabilityState.Nullable;
            var optional = nullable || bare == typeof(bool) || IsList(bare, out _) || IsDictionary(bare, out _, out _)
                || property.GetCustomAttribute<RequiredMemberAttribute>() is null;
            var name = property.Name switch { "BasisOf" => "basis", "SeriesList" => "series", var other => KeyOf(other) };
            yield return new KeyShape(name, bare, !optional, property, null);
        }
    }

    private static KeyShape ParameterKey(ParameterInfo parameter)
    {
        var bare = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var nullable = bare != parameter.ParameterType || Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        var optional = nullable || bare == typeof(bool) || IsList(bare, out _) || IsDictionary(bare, out _, out _) || parameter.HasDefaultValue;
        return new KeyShape(KeyOf(parameter.Name!), bare, !optional, null, parameter);
    }
}
