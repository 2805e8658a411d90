using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.TestKit.Lint;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Lint;

/// <summary>The app behind all nginx cases, and what came of each case's handshakes: all are made at the first question, a few cases at a time.</summary>
public sealed class WireWorld : IAsyncLifetime
{
    // nginx starts in a few hundredths of a second; more at a time would only wait for each other.
    private const int SideBySide = 6;

    private readonly Certificates _certificates = new();
    private readonly SemaphoreSlim _places = new(SideBySide);
    private readonly Dictionary<string, Task<string[]>> _outcomes = [];
    private EchoProcess? _echo;

    /// <summary>The cases that have a <c>wire:</c> line.</summary>
    internal static IReadOnlyDictionary<string, LintCase> Cases { get; } = LintCase.All("nginx").Where(one => one.Wire.Length > 0).ToDictionary(one => one.Name);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (InstalledPrograms.Find("nginx") is null) return;
        _echo = await EchoProcess.StartAsync();
        foreach (LintCase one in Cases.Values) _outcomes[one.Name] = CallAsync(one, new Uri(_echo.Url).Port);
    }

    /// <summary>What came of each of a case's lines.</summary>
    internal Task<string[]> OutcomesAsync(string name)
    {
        Assert.SkipWhen(_echo is null, "not installed: nginx");
        return _outcomes[name];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_outcomes.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        if (_echo is not null) await _echo.DisposeAsync();
        _certificates.Dispose();
        _places.Dispose();
    }

    private async Task<string[]> CallAsync(LintCase one, int app)
    {
        await _places.WaitAsync();
        try
        {
            await using WiredNginx nginx = await WiredNginx.StartAsync(one, app, _certificates.Folder);
            return await Task.WhenAll(one.Wire.Select(line => WireCall.OutcomeAsync(nginx.Port, nginx.Tls, WireLine.Parse(line))));
        }
        finally
        {
            _places.Release();
        }
    }
}
