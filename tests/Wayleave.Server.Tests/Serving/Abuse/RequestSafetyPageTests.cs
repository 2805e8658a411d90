using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Wayleave.Server.Tests.Serving.Abuse.Rows;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>docs/request-safety.md is the rows themselves: this writes it (with WAYLEAVE_WRITE=1) and checks it.</summary>
public sealed partial class RequestSafetyPageTests
{
    [Fact]
    public async Task The_page_of_request_safety_is_the_rows()
    {
        var (file, page) = (At(), Page());
        if (Environment.GetEnvironmentVariable("WAYLEAVE_WRITE") == "1")
            await File.WriteAllTextAsync(file, page);
        (await File.ReadAllTextAsync(file)).ShouldBe(page, "run the Server tests with WAYLEAVE_WRITE=1 to write it anew");
    }

    private static string Page()
    {
        var text = new StringBuilder(
            $$"""
            # What `serve` refuses, and what apps get to see

            Requests that somebody may send to lead two hops to different readings, or to get past one, with the status that they get and the bytes
            that an app may see of them. The tests send each row to a running gateway: as the first request of a connection and as a later one,
            whole and byte by byte, plain and over TLS. This page is written by the test that checks it.

            - `⏎` is CR LF; other control characters stand as `\x00`. `…` stands for `GET /a HTTP/1.1⏎Host: a.test⏎`, `WS…` for a sound handshake
              without its empty line. `{ours}` are the six lines that the gateway writes itself: `X-Forwarded-For`, `-Proto`, `-Host`, `-Port`,
              `X-Real-IP` and `Via`.
            - *closed*: the connection is closed behind the answer. *goes on*: another request on it gets its own answer.
            - "later" is given where a request that is not the first of its connection is answered otherwise: Kestrel reads those, and is more
              lenient here and there where no harm is in it.
            - /admin is a route whose app is down: 502 is where it leads.


            """);
        foreach (var (subject, rows) in AbuseTable.Parts)
        {
            text.Append($"## {subject}\n\n| case | bytes | status | the app sees |\n| --- | --- | --- | --- |\n");
            foreach (var row in rows)
                text.Append($"| {row.Name} | {Shown(row.Sends)} | {Later(row.Gives, row.LaterGives)} | {(row.IsCut ? "at most a part of " : "")}{Seen(row)} |\n");
            text.Append('\n');
        }

        text.Append("## HTTP/2\n\n`reset 1` is RST_STREAM with PROTOCOL_ERROR. `{key}` is a key of our own.\n\n| case | fields | status | the app sees |\n| --- | --- | --- | --- |\n");
        foreach (var row in Http2Rows.All)
            text.Append($"| {row.Name} | {Shown(string.Join("\r\n", row.Fields) + (row.Body is null ? "" : "\r\n\r\n" + row.Body))} | {row.Gives} | {(row.IsCut ? "at most a part of " : "")}{Seen(row.App)} |\n");

        text.Append("\n## What an app answers\n\n`{accept}` is the right answer to the request's key. The request is a handshake, or a GET where it says so.\n\n| case | bytes | the client gets |\n| --- | --- | --- |\n");
        foreach (var row in AnswerRows.All)
            text.Append($"| {row.Name}{(row.Upgrade ? "" : " (GET)")} | {Shown(row.Sends)} | {Later(Words(row.Gives), row.LaterGives is null ? null : Words(row.LaterGives))} |\n");
        return text.ToString();
    }

    private static string Seen(AbuseRow row) => row.LaterApp is { } later
        ? $"{Seen(row.App)}; later {Shown(later)}"
        : row.LaterGives is not null && row.App is null && row.LaterGives.StartsWith('2') ? Seen(row.LaterApp) : Seen(row.App);

    private static string Seen(string? app) => app is null ? "nothing" : Shown(app);

    private static string Later(string first, string? later) => later is null ? first : $"{first}; later {later}";

    private static string Words(string gives) => Control().Replace(gives, match => $"\\x{(int)match.Value[0]:x2}");

    private static string Shown(string bytes)
    {
        if (bytes.Length == 0)
            return "nothing";
        var text = bytes.Replace(AbuseRow.Handshake, "WS…", StringComparison.Ordinal).Replace(AbuseRow.Plain, "…", StringComparison.Ordinal);
        text = Run().Replace(text, match => $"{match.Value[0]}{{{match.Length} times}}");
        text = Control().Replace(text.Replace("\r\n", "⏎", StringComparison.Ordinal), match => $"\\x{(int)match.Value[0]:x2}");
        if (text.Length > 400)
            text = text[..400] + " and so on";
        return $"`` {text.Replace("|", "\\|", StringComparison.Ordinal)} ``";
    }

    private static string At([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "request-safety.md"));

    [GeneratedRegex(@"(?<c>.)\k<c>{99,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Run();

    [GeneratedRegex(@"[\x00-\x1F\x7F-\xFF]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Control();
}
