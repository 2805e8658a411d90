using Wayleave.Server.Tests.Serving.Abuse.Rows;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>Every row of <see cref="AnswerRows"/>, to the first request of a connection and to a later one.</summary>
public sealed class AnswerTests(AnswerWorld world) : IClassFixture<AnswerWorld>
{
    private const string After = "GET /after HTTP/1.1\r\nHost: after.test\r\nConnection: close\r\n\r\n";

    public static TheoryData<string> Names => [.. AnswerRows.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task An_answer_to_the_first_request_does_no_harm(string name) => TryAsync(name, later: false);

    [Theory]
    [MemberData(nameof(Names))]
    public Task An_answer_to_a_later_request_does_no_harm(string name) => TryAsync(name, later: true);

    [Fact]
    public void Every_row_has_a_name_of_its_own() => AnswerRows.All.Select(row => row.Name).ShouldBeUnique();

    private async Task TryAsync(string name, bool later)
    {
        var row = AnswerRows.All.Single(row => row.Name == name);
        world.Row = row;
        using var client = await RawClient.ConnectAsync(world.Url);
        if (later)
        {
            await client.SendAsync("GET /before HTTP/1.1\r\nHost: before.test\r\n\r\n");
            (await client.AnswerAsync()).ShouldNotBeNull().Body.ShouldBe("GET /before");
        }

        await client.SendAsync((row.Upgrade ? AbuseRow.Handshake : AbuseRow.Plain) + "\r\n");
        var expected = row.Gives;
        var gave = await ListenAsync(client, expected.IndexOf("101, ", StringComparison.Ordinal) is >= 0 and var open ? expected.Length - open - 5 : 0);
        await world.App.SettleAsync();
        // How much of a body that is cut gets through is chance; that it does not look whole is not.
        if (expected == "cut" && (gave == "closed" || gave.EndsWith(" (cut), closed", StringComparison.Ordinal)))
            gave = "cut";
        gave.ShouldBe(expected);
    }

    private static async Task<string> ListenAsync(RawClient client, int behind)
    {
        var gave = new List<string>();
        while (await client.AnswerAsync() is { } answer)
        {
            var status = answer.Head.StatusCode;
            if (answer.Body == "GET /after")
                return string.Join(", ", [.. gave, "goes on"]);
            gave.Add(answer.Body.Length == 0 || answer.Body.StartsWith("wayleave: ", StringComparison.Ordinal) ? $"{status}" : $"{status} {answer.Body}");
            if (status == 101)
            {
                // All that must come is waited for: Kestrel's upgrade, which later requests go through, ends with our FIN.
                gave.AddRange(behind > 0 ? [await client.ReadAsync(behind)] : []);
                await client.FinishAsync();
                return string.Join(", ", [.. gave, .. UntilClose(await client.RestAsync())]);
            }

            if (status >= 200)
                await client.SendAsync(After);
        }

        return string.Join(", ", [.. gave, "closed"]);
    }

    // The app hangs up without a close frame once we have: the client is told so in one, which is ours and no matter here.
    private static string[] UntilClose(string rest) => rest.IndexOf('\u0088') is >= 0 and var close ? close == 0 ? [] : [rest[..close]] : rest.Length == 0 ? [] : [rest];
}
