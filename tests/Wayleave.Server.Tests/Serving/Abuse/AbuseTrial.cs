using System.Text.RegularExpressions;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>Sends a row and sees what came of it, for the client and for the app.</summary>
/// <remarks>
/// Whether a connection "goes on" is asked of it: a further request must be answered with its own answer, not with one that somebody else's
/// bytes have called forth, and the app must see that request as one of its own.
/// </remarks>
internal static partial class AbuseTrial
{
    private const string Before = "GET /before HTTP/1.1\r\nHost: before.test\r\n\r\n";
    private const string After = "GET /after HTTP/1.1\r\nHost: after.test\r\nConnection: close\r\n\r\n";

    /// <summary>Runs a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="app">The app.</param>
    /// <param name="url">Where to.</param>
    /// <param name="later">After another request on the same connection.</param>
    /// <param name="singly">Byte by byte.</param>
    /// <returns>The statuses given, and what the app saw but for our own requests before and after.</returns>
    public static async Task<(string Gave, string App)> RunAsync(AbuseRow row, RecordingApp app, string url, bool later, bool singly)
    {
        app.Forget();
        using var client = await RawClient.ConnectAsync(url);
        if (later)
        {
            await client.SendAsync(Before);
            (await client.AnswerAsync()).ShouldNotBeNull().Body.ShouldBe("GET /before");
        }

        var gave = await TalkAsync(client, row, singly);
        await app.SettleAsync();
        return (gave, Shown(app.Seen));
    }

    /// <summary>What an app saw but for our own requests, with <c>{ours}</c> for the lines that the gateway wrote.</summary>
    /// <param name="seen">The requests.</param>
    public static string Shown(IEnumerable<string> seen) => Ours().Replace(
        string.Concat(seen.Where(text => !text.StartsWith("GET /before ", StringComparison.Ordinal) && !text.StartsWith("GET /after ", StringComparison.Ordinal))),
        "{ours}\r\n");

    private static async Task<string> TalkAsync(RawClient client, AbuseRow row, bool singly)
    {
        var sending = client.SendAsync(row.Sends, singly);
        var (gave, goesOn, asked) = (new List<string>(), false, false);
        while (await client.AnswerAsync(gave.Count == 0 && row.Sends.StartsWith("HEAD", StringComparison.Ordinal) ? "HEAD" : "GET") is { } answer)
        {
            var status = answer.Head.StatusCode;
            goesOn = asked && answer.Body == "GET /after";
            if (!goesOn)
                gave.Add($"{status}");
            await sending;
            if (status == 101)
            {
                await client.FinishAsync();
                await client.RestAsync();
                return string.Join(", ", gave);
            }

            if (status >= 200 && !asked)
            {
                asked = true;
                await client.SendAsync(After);
            }
        }

        await sending;
        return string.Join(", ", [.. gave, goesOn ? "goes on" : "closed"]);
    }

    [GeneratedRegex(@"X-Forwarded-For: 127\.0\.0\.1\r\nX-Forwarded-Proto: https?\r\nX-Forwarded-Host: a\.test\r\nX-Forwarded-Port: (80|443)\r\nX-Real-IP: 127\.0\.0\.1\r\nVia: 1\.[01] wayleave-[0-9a-f]{16}\r\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();
}
