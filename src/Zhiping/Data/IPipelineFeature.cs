namespace Zhiping.Data;

/// <summary>A feature that stands in the way of every request: headers, static files, language. Runs before routing and sign-in, by rising order.</summary>
public interface IPipelineFeature
{
    /// <summary>Lower stands further out.</summary>
    int Order { get; }

    /// <summary>Adds its middleware.</summary>
    void Use(WebApplication app);
}
