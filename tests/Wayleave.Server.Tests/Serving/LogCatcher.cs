using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Wayleave.Server.Tests.Serving;

/// <summary>A log that a test waits for lines of.</summary>
internal sealed class LogCatcher : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        _lines.Writer.TryWrite(value ?? "");
        return Task.CompletedTask;
    }

    /// <summary>The next line of that event, as JSON; those before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var line = JsonDocument.Parse(await _lines.Reader.ReadAsync(limit.Token)).RootElement;
            if (line.GetProperty("event").GetString() == name)
                return line;
        }
    }

    /// <summary>The next line that holds a text; those before it are passed over.</summary>
    public async Task<string> HoldingAsync(string part)
    {
        while (true)
            if (await NextLineAsync() is var line && line.Contains(part, StringComparison.Ordinal))
                return line;
    }

    /// <summary>The next line as it is.</summary>
    public async Task<string> NextLineAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _lines.Reader.ReadAsync(limit.Token);
    }
}
