using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Pages;

/// <summary>Something fetched for a page.</summary>
/// <param name="Url">The URL that answered.</param>
/// <param name="Exchange">The request and its answer.</param>
/// <param name="Text">The body as text.</param>
internal sealed record Fetched(Uri Url, HttpExchange Exchange, string Text)
{
    /// <summary>True if nothing answered, or only a hop that could not reach what is behind it.</summary>
    public bool IsDown => Exchange.Status is null or >= 500;
}
