using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Tests.Access;

/// <summary>
/// One complete set of bodies, people and things of a season. The world of the access matrix has two: everybody who asks belongs to
/// the first, so that its things are their 'own', and the second's are 'another's'.
/// </summary>
public sealed class AccessSide(string name)
{
    private readonly Dictionary<string, string> things = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public Body Unit { get; set; } = null!;

    public Body Authority { get; set; } = null!;

    public Body Bureau { get; set; } = null!;

    public Body Office { get; set; } = null!;

    public Body SettingUp { get; set; } = null!;

    public Body TitleOffice { get; set; } = null!;

    public Body Supervision { get; set; } = null!;

    public Body Platform { get; set; } = null!;

    /// <summary>Who plays which column of the matrix, with the body the person acts for.</summary>
    public Dictionary<string, (Guid PersonId, Guid? Acting)> People { get; } = new(StringComparer.Ordinal);

    /// <summary>What an address or a form names, by kind: "application", "dossier", "payment".</summary>
    public string this[string kind]
    {
        get => things.GetValueOrDefault(kind) ?? throw new InvalidOperationException($"The world of the matrix has no {kind}.");
        set => things[kind] = value;
    }

    /// <summary>A side with things of the same kinds, none of which is there.</summary>
    public AccessSide MadeUp()
    {
        var side = new AccessSide("made up");
        foreach (var (kind, value) in things)
        {
            side[kind] = Guid.TryParse(value, out _) ? Ids.Blind().ToString() : "0" + value;
        }

        return side;
    }

    public void Keep(string kind, Guid id) => things[kind] = id.ToString();
}
