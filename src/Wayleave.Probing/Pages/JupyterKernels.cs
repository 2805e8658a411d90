using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wayleave.Probing.Pages;

/// <summary>Finds the socket of a kernel that runs: a Jupyter page opens no other, and its number changes with every start.</summary>
internal static partial class JupyterKernels
{
    /// <summary>Where the server lists its kernels, whichever of its pages this is.</summary>
    /// <param name="html">The page's text, which names the server's base path.</param>
    /// <param name="page">The page's URL.</param>
    public static Uri List(string html, Uri page)
    {
        var named = BasePath().Match(html);
        return new Uri(page, (named.Success ? named.Groups["path"].Value : "/") + "api/kernels");
    }

    /// <summary>The socket's path for the first kernel of a list; null if it holds none.</summary>
    /// <param name="list">The list's URL.</param>
    /// <param name="answer">The list, as JSON; anything else is taken for none.</param>
    public static string? Socket(Uri list, string answer)
    {
        try
        {
            using var kernels = JsonDocument.Parse(answer);
            return kernels.RootElement is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0
                && array[0] is { ValueKind: JsonValueKind.Object } kernel && kernel.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? $"{list.AbsolutePath}/{Uri.EscapeDataString(id.GetString() ?? "")}/channels"
                : null;
        }
        catch (JsonException)
        {
            // A login page, or another program's answer.
            return null;
        }
    }

    // The classic notebook writes an attribute, JupyterLab a member of its page's JSON.
    [GeneratedRegex(@"(?:data-base-url=|""baseUrl"":\s*)""(?<path>/(?:[^""]*/)?)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BasePath();
}
