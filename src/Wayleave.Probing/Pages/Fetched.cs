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

    /// <summary>True if whoever answered refused to show the page: a host or client that it does not want, a login, a limit. Not if there just is no such page.</summary>
    public bool IsRefused => Exchange.Status is >= 400 and not (404 or 405 or 410);
}
