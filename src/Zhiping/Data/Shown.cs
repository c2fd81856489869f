using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Zhiping.Data;

/// <summary>A page that can be shown again after a refused post: it loads what the page shows, never what the person typed.</summary>
public interface IShowAgain
{
    Task ShowAgain(CancellationToken cancel);
}

/// <summary>The shapes that a state may have on a page. Each goes with a word of its own.</summary>
public enum Shape
{
    Done,
    Part,
    Todo,
    Fix,
    Note,
    Near,
    Wait,
    Lock,
    Stop,
    Over,
    None,
}

/// <summary>One thing that waits for somebody, on the first page after signing in.</summary>
/// <param name="Title">Chinese text and key.</param>
/// <param name="TitleArgs">Values of its placeholders, already in words.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Due">The edge that comes first; null where nothing runs out.</param>
public sealed record WaitingItem(string Title, object?[] TitleArgs, string Href, DateTimeOffset? Due)
{
    /// <summary>One more line in words already; null for none.</summary>
    public string? Hint { get; init; }

    public Shape Shape { get; init; } = Shape.Todo;

    /// <summary>Chinese text and key of the state's word, such as 等您办理.</summary>
    public string State { get; init; } = "等您办理";

    /// <summary>How many of the same kind this line stands for.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>What waits for a person, from one feature. The home page asks all of them and sorts by the edge that comes first.</summary>
public interface IWaitingFor
{
    Task<IReadOnlyList<WaitingItem>> For(Guid person, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Answers that every page gives the same way.</summary>
public static class PageAnswers
{
    /// <summary>The page again with what was typed and what is wrong with it: 422.</summary>
    public static async Task<IActionResult> Again(this PageModel page, CancellationToken cancel = default)
    {
        if (page is IShowAgain again)
        {
            await again.ShowAgain(cancel);
        }

        var result = page.Page();
        result.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return result;
    }

    /// <summary>Says on the next page what was done; Chinese text and key, or words already.</summary>
    public static void Flash(this PageModel page, string words) => page.TempData["Flash"] = words;
}
