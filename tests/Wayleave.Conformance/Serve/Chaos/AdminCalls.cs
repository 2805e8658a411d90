using System.Globalization;
using System.Net;
using System.Text;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>The admin address of a running <c>serve</c>, asked as its operator asks.</summary>
/// <param name="port">Its port.</param>
internal sealed class AdminCalls(int port) : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = s_limit };

    /// <summary>Waits until no socket is open any more: sockets whose peers have gone are on their way out.</summary>
    /// <exception cref="TimeoutException">Some are still open after a minute.</exception>
    // The figures are few lines, however many sockets there are: asking is not to cost the memory that is measured.
    public Task EmptiesAsync() => Bound.UntilAsync(s_limit, "no socket to be open", () => FigureAsync("wayleave_open_sockets"), open => open == 0);

    /// <summary>One of its figures, all labels together.</summary>
    /// <param name="name">Its name.</param>
    public async Task<int> FigureAsync(string name)
    {
        var lines = (await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
            .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal)).ToArray();
        lines.ShouldNotBeEmpty(name);
        return lines.Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>The open sockets, as JSON.</summary>
    public Task<string> ConnectionsAsync() => _client.GetStringAsync(new Uri("/connections", UriKind.Relative));

    /// <summary>Collects garbage and gives memory back to the system: what is left after that is what is held.</summary>
    public async Task CollectAsync()
    {
        using var none = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri("/collect", UriKind.Relative), none);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
