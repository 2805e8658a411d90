using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>What the app in these tests answers.</summary>
internal static class PageAnswer
{
    /// <summary>A page.</summary>
    public const string Page = "<!doctype html><html><head><title>p</title></head><body>text</body></html>";

    /// <summary>The same as it comes to the browser.</summary>
    public static string Changed { get; } = Page.Replace("<head>", "<head>" + PageRig.Tag, StringComparison.Ordinal);

    /// <summary>Lines of a head, with a stroke between them.</summary>
    public static (string Name, string Value)[] Fields(string text) =>
        [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..line.IndexOf(':', 1)], line[(line.IndexOf(':', 1) + 1)..].Trim()))];

    /// <summary>Answers with a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">The page.</param>
    /// <param name="said">Lines of the head; <c>:status</c> is one of them.</param>
    /// <param name="length">Whether its length is told.</param>
    public static async Task SendAsync(HttpContext context, string page, string said = "", bool length = false)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        foreach (var (name, value) in Fields(said))
        {
            if (name == ":status")
                context.Response.StatusCode = int.Parse(value, CultureInfo.InvariantCulture);
            else if (name == "Content-Type")
                context.Response.ContentType = value.Length == 0 ? null : value;
            else
                context.Response.Headers.Append(name, value);
        }

        if (length)
            context.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.WriteAsync(page);
    }
}
