using System.Security.Cryptography.X509Certificates;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Conformance.LabChains;

/// <summary>The apps, started once; and the examinations, made side by side and once for each row, each through a chain of its own.</summary>
public sealed class LabWorld : IAsyncLifetime
{
    // The doctor mostly waits, so more examinations than cores; not so many that a slow machine shows in their times.
    private const int SideBySide = 8;

    private readonly Dictionary<string, Task<(Run Run, Judgement Judgement)>> _examinations = [];
    private readonly SemaphoreSlim _places = new(SideBySide);
    private LabFarEnds _ends = null!;

    /// <inheritdoc/>
    public ValueTask InitializeAsync()
    {
        _ends = new LabFarEnds();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the doctor saw and concluded.</summary>
    /// <remarks>The first call begins the examinations of all rows, so that they run side by side however the tests are ordered.</remarks>
    public Task<(Run Run, Judgement Judgement)> ExaminedAsync(LabRow row)
    {
        lock (_examinations)
        {
            if (_examinations.Count == 0)
            {
                foreach (var each in LabTable.All)
                    _examinations[each.Name] = ExamineAsync(each);
            }
        }

        return _examinations[row.Name];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_examinations.Values);
        await _ends.DisposeAsync();
        _places.Dispose();
    }

    private async Task<(Run Run, Judgement Judgement)> ExamineAsync(LabRow row)
    {
        await _places.WaitAsync();
        try
        {
            var app = _ends[row.To];
            await using var chain = await LabChain.StartAsync(LabPlan.Parse(row.Chain), app, new LabOptions { Tls = row.Tls });
            // The certificate is for localhost, and a name has TLS tell it.
            var url = new UriBuilder(chain.Url) { Host = row.Tls ? "localhost" : "127.0.0.1", Path = row.Path, Scheme = row.Scheme ?? (row.Tls ? "wss" : "ws"), Port = chain.Url.Port };
            var options = row.With(new ExaminationOptions
            {
                Target = url.Uri,
                // Where all is well nothing runs out, so there is time for a machine that is busy with others: what is late on it is not broken.
                // Where something is broken, each wait for what never comes is waited to its end.
                Hold = TimeSpan.FromSeconds(row.Cause is null ? 3 : 1),
                Timeout = TimeSpan.FromSeconds(row.Cause is null ? 15 : 3),
                Direct = [.. chain.Hops.Skip(row.AskHops ? 1 : chain.Hops.Length).Select(h => Route(h.Url, isOrigin: false)), .. row.AskOrigin ? [Route(app, isOrigin: true)] : Array.Empty<DirectRoute>()],
                ExtraRoots = row.Tls && row.TrustLab ? new X509Certificate2Collection(chain.Authority) : [],
            });
            var run = await new Examination(options, TimeProvider.System).RunAsync(null, CancellationToken.None);
            return (run, Judge.Of(run));
        }
        finally
        {
            _places.Release();
        }
    }

    private static DirectRoute Route(Uri url, bool isOrigin) => new(url.Authority, url.Host, url.Port, url.Scheme == "https", isOrigin);
}
