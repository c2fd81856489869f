namespace Zhiping.Data;

/// <summary>One feature folder's part of the program: its services and its endpoints. Found by type; one per folder, named …Feature.</summary>
public interface IFeature
{
    /// <summary>Adds the folder's services.</summary>
    void Add(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps endpoints that are not Razor Pages.</summary>
    void Map(IEndpointRouteBuilder routes);
}

/// <summary>Finds and runs all features.</summary>
public static class Features
{
    private static readonly IFeature[] All =
        [.. typeof(IFeature).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(IFeature)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal).Select(t => (IFeature)Activator.CreateInstance(t)!)];

    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var feature in All)
        {
            feature.Add(services, configuration);
        }
    }

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        foreach (var feature in All)
        {
            feature.Map(routes);
        }
    }
}
