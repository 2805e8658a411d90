using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Wayleave.Probing.Pages;

/// <summary>What a page's HTML says that bears on its sockets.</summary>
internal sealed record HtmlPage
{
    /// <summary>The URL that the page's references are relative to.</summary>
    public required Uri Base { get; init; }

    /// <summary>The title; empty if there is none.</summary>
    public required string Title { get; init; }

    /// <summary>The scripts that the page loads, in order, as absolute URLs.</summary>
    public required ImmutableArray<Uri> Scripts { get; init; }

    /// <summary>The scripts that stand in the page itself, in order.</summary>
    public required ImmutableArray<string> InlineScripts { get; init; }

    /// <summary>The JSON that stands in the page for its scripts to read, by the element's id.</summary>
    public required ImmutableDictionary<string, string> Data { get; init; }

    /// <summary>The policies in <c>meta http-equiv="Content-Security-Policy"</c>.</summary>
    public required ImmutableArray<string> ContentSecurityPolicies { get; init; }

    /// <summary>The meta elements' names and contents.</summary>
    public required ImmutableDictionary<string, string> Meta { get; init; }

    /// <summary>True if Cloudflare's Rocket Loader has taken the page's scripts over.</summary>
    /// <seealso href="https://developers.cloudflare.com/speed/optimization/content/rocket-loader/">Cloudflare: Rocket Loader</seealso>
    public required bool RocketLoader { get; init; }

    /// <summary>Reads a page as a browser does, forgiving everything.</summary>
    /// <param name="html">The page's text.</param>
    /// <param name="url">Where it came from.</param>
    public static HtmlPage Read(string html, Uri url)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var reference = document.QuerySelector("base[href]")?.GetAttribute("href");
        var origin = reference is not null && Uri.TryCreate(url, reference, out var based) ? based : url;
        var scripts = document.Scripts.ToList();
        return new HtmlPage
        {
            Base = origin,
            Title = document.Title ?? "",
            Scripts = [.. scripts
                .Select(script => script.GetAttribute("src"))
                .Concat(document.QuerySelectorAll("link[rel=modulepreload]").Select(link => link.GetAttribute("href")))
                .Select(source => source is not null && Uri.TryCreate(origin, source, out var absolute) ? absolute : null)
                .OfType<Uri>()
                .Where(source => source.Scheme is "http" or "https")
                .Distinct()],
            InlineScripts = [.. scripts.Where(script => !script.HasAttribute("src") && IsCode(script.GetAttribute("type"))).Select(script => script.TextContent)],
            Data = scripts
                .Where(script => script.GetAttribute("type") == "application/json" && script.GetAttribute("id") is { Length: > 0 })
                .GroupBy(script => script.GetAttribute("id") ?? "", StringComparer.Ordinal)
                .ToImmutableDictionary(group => group.Key, group => group.First().TextContent, StringComparer.Ordinal),
            ContentSecurityPolicies = [.. document.QuerySelectorAll("meta[http-equiv]")
                .Where(meta => "Content-Security-Policy".Equals(meta.GetAttribute("http-equiv"), StringComparison.OrdinalIgnoreCase))
                .Select(meta => meta.GetAttribute("content") ?? "")],
            Meta = document.QuerySelectorAll("meta[name][content]")
                .GroupBy(meta => meta.GetAttribute("name") ?? "", StringComparer.OrdinalIgnoreCase)
                .ToImmutableDictionary(group => group.Key, group => group.First().GetAttribute("content") ?? "", StringComparer.OrdinalIgnoreCase),
            RocketLoader = scripts.Exists(script => script.GetAttribute("src")?.Contains("rocket-loader", StringComparison.Ordinal) == true
                || script.GetAttribute("type")?.EndsWith("-text/javascript", StringComparison.Ordinal) == true),
        };
    }

    // Rocket Loader renames the type of the scripts it takes over ("0123…-text/javascript"): they run all the same.
    private static bool IsCode(string? type) =>
        type is null or "" or "module" || type.Contains("javascript", StringComparison.OrdinalIgnoreCase);
}
