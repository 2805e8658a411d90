using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Conformance.Chains.Proxies;
using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains;

/// <summary>All the programs of all the rows, started once; and the examinations, made side by side and once for each row.</summary>
public sealed class ChainWorld : IAsyncLifetime
{
    // The doctor mostly waits, so more examinations than cores; not so many that a slow machine shows in their times.
    private const int SideBySide = 6;

    internal static readonly IProxy[] Kinds = [new Nginx(), new HAProxy(), new Caddy(), new Apache(), new Varnish()];

    private readonly ConcurrentBag<IAsyncDisposable> _programs = [];
    private readonly ConcurrentBag<ScratchFolder> _folders = [];
    private readonly Dictionary<string, ChainAddresses> _addresses = [];
    private readonly Dictionary<string, string> _missing = [];
    private readonly Dictionary<string, Task<(Run Run, Judgement Judgement)>> _examinations = [];
    private readonly SemaphoreSlim _places = new(SideBySide);
    private Certificates _certificates = null!;
    private FarEnds _ends = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _certificates = new Certificates();
        _ends = await FarEnds.StartAsync();
        foreach (var chain in ChainTable.All)
        {
            _addresses[chain.Name] = AddressesOf(chain);
            if (Lacking(chain) is { } lack)
                _missing[chain.Name] = lack;
        }

        var present = ChainTable.All.Where(c => !_missing.ContainsKey(c.Name)).ToList();
        await Task.WhenAll(Kinds.SelectMany(kind => present
            .Where(c => kind.FragmentOf(c) is not null)
            .GroupBy(c => kind.Shared ? c.Instance : c.Name)
            .Select(group => StartAsync(kind, group.Key, [.. group]))));
    }

    /// <summary>What a row needs and this machine lacks; null if it is all there.</summary>
    public string? Missing(Chain chain) => _missing.GetValueOrDefault(chain.Name);

    /// <summary>The URL of a row.</summary>
    public Uri Url(Chain chain) => new(_addresses[chain.Name].Fill(chain.Url));

    /// <summary>What the doctor saw and concluded.</summary>
    /// <remarks>The first call begins the examinations of all rows, so that they run side by side however the tests are ordered.</remarks>
    public Task<(Run Run, Judgement Judgement)> ExaminedAsync(Chain chain)
    {
        lock (_examinations)
        {
            if (_examinations.Count == 0)
            {
                foreach (var row in Chosen().Where(c => Missing(c) is null))
                    _examinations[row.Name] = ExamineAsync(row, _addresses[row.Name]);
            }
        }

        return _examinations.GetValueOrDefault(chain.Name) ?? ExamineAsync(chain, _addresses[chain.Name]);
    }

    /// <summary>Addresses for a chain that is in no table and stands for a moment.</summary>
    internal ChainAddresses AddressesOf(Chain chain) => new(chain, _ends.Ports, _certificates.Folder);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
            await program.DisposeAsync();
        await _ends.DisposeAsync();
        foreach (var folder in _folders)
            folder.Dispose();
        _certificates.Dispose();
        _places.Dispose();
    }

    // While one row is worked on, WAYLEAVE_CHAIN=PART-OF-ITS-NAME spares the examinations of the others.
    internal static IEnumerable<Chain> Chosen() => Environment.GetEnvironmentVariable("WAYLEAVE_CHAIN") is { Length: > 0 } part
        ? ChainTable.All.Where(c => c.Name.Contains(part, StringComparison.Ordinal))
        : ChainTable.All;

    /// <summary>The program or app that a chain needs and that is not here; null if it is all there.</summary>
    internal string? Lacking(Chain chain)
    {
        var program = Kinds.FirstOrDefault(k => k.FragmentOf(chain) is not null && InstalledPrograms.Find(k.Executable) is null);
        if (program is not null)
            return program.Name;
        var text = string.Join(' ', [chain.Url, chain.Origin ?? "", .. Kinds.Select(k => k.FragmentOf(chain) ?? "")]);
        var app = ChainAddresses.AppsIn(text).FirstOrDefault(a => !_ends.Ports.ContainsKey(a));
        if (app is null)
            return null;
        return _ends.Missing.Count > 0
            ? string.Join(", ", _ends.Missing)
            : throw new InvalidOperationException($"{chain.Name} names the app {app}, which is none");
    }

    private async Task StartAsync(IProxy kind, string instance, IReadOnlyList<Chain> chains)
    {
        var folder = new ScratchFolder(kind.Name);
        _folders.Add(folder);
        var fragments = chains.Select(c => _addresses[c.Name].Fill(kind.FragmentOf(c)!)).ToList();
        var arguments = kind.Prepare(folder, instance, fragments);
        var program = RunningProgram.Start(kind.Name, InstalledPrograms.Find(kind.Executable)!, arguments, new Dictionary<string, string>
        {
            ["HOME"] = folder.Path,
        });
        _programs.Add(program);
        foreach (var chain in chains.Where(c => kind.FragmentOf(c)!.Contains("@listen@", StringComparison.Ordinal)))
            await program.ListeningAsync(_addresses[chain.Name].Own("listen"));
    }

    /// <summary>Examines a chain that stands.</summary>
    internal async Task<(Run Run, Judgement Judgement)> ExamineAsync(Chain chain, ChainAddresses addresses)
    {
        await _places.WaitAsync();
        try
        {
            var options = chain.With(new ExaminationOptions
            {
                Target = new Uri(addresses.Fill(chain.Url)),
                Hold = TimeSpan.FromSeconds(1),
                Timeout = TimeSpan.FromSeconds(3),
                Direct = chain.Origin is { } origin ? [Route(addresses.Fill(origin))] : [],
                ExtraRoots = chain.TrustOurCa ? new X509Certificate2Collection(_certificates.Authority) : [],
            });
            var run = await new Examination(options, TimeProvider.System).RunAsync(null, CancellationToken.None);
            return (run, Judge.Of(run));
        }
        finally
        {
            _places.Release();
        }
    }

    private static DirectRoute Route(string origin)
    {
        var tls = origin.StartsWith("https://", StringComparison.Ordinal);
        var parts = origin[(origin.LastIndexOf('/') + 1)..].Split(':');
        return new DirectRoute(origin, parts[0], int.Parse(parts[1]), tls, IsOrigin: true);
    }
}
