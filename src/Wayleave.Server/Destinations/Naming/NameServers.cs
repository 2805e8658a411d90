using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Dns;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>Asks the system's name servers for a name's addresses, as its search list says.</summary>
/// <param name="client">Asks one.</param>
/// <param name="time">The clock of their patience.</param>
internal sealed class NameServers(NameServerClient client, TimeProvider time)
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    // One that is dead would otherwise cost its patience at every look-up: the one that answered last is asked first.
    private IPEndPoint? _answeredLast;

    /// <summary>How long it is kept that a name has no address.</summary>
    public static TimeSpan NegativeLife { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Looks a name up.</summary>
    /// <param name="name">The name, as written.</param>
    /// <param name="settings">The servers, at least one, and how to ask them.</param>
    public async Task<LookUp> FindAsync(string name, ResolverSettings settings)
    {
        var asked = 0;
        foreach (var candidate in settings.Candidates(name))
        {
            if (!new DnsQuery(0, candidate, DnsType.A).TryWrite(out _))
                continue;
            asked++;
            if (await AskAllAsync(candidate, settings).ConfigureAwait(false) is not { } answers)
                return new LookUp(NameAnswer.Failed(DialFailureKind.NameUnknown, $"{name}: no name server answers ({string.Join(", ", settings.Servers)})"), TimeSpan.Zero);
            if (AddressesOf(answers) is { IsEmpty: false } addresses)
                return new LookUp(NameAnswer.Of(addresses), LifeOf(answers));
        }

        return new LookUp(
            NameAnswer.Failed(DialFailureKind.NameNotFound, asked == 0 ? $"'{name}' is not a name that can be looked up" : $"{name}: the name servers know no address"),
            NegativeLife);
    }

    // The answers for both families of the first server that knows; null if none does.
    private async Task<ImmutableArray<DnsResponse>?> AskAllAsync(string name, ResolverSettings settings)
    {
        for (var attempt = 0; attempt < settings.Attempts; attempt++)
            foreach (var server in settings.Servers.OrderBy(server => server.Equals(Volatile.Read(ref _answeredLast)) ? 0 : 1).ToArray())
                if (await AskBothAsync(server, name, settings.Timeout).ConfigureAwait(false) is { } answers)
                {
                    Volatile.Write(ref _answeredLast, server);
                    return answers;
                }

        return null;
    }

    private async Task<ImmutableArray<DnsResponse>?> AskBothAsync(IPEndPoint server, string name, TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        var answers = await Task.WhenAll(
            client.AskAsync(server, name, DnsType.A, patience.Token), client.AskAsync(server, name, DnsType.Aaaa, patience.Token)).ConfigureAwait(false);
        ImmutableArray<DnsResponse> known = [.. answers.OfType<DnsResponse>().Where(answer => answer.Code is DnsCode.NoError or DnsCode.NameError)];
        // A server that drops questions for AAAA still knows the name; one that answers half and has no address does not tell.
        return known.Length == answers.Length || !AddressesOf(known).IsEmpty ? known : null;
    }

    private static ImmutableArray<IPAddress> AddressesOf(ImmutableArray<DnsResponse> answers) => [.. answers.SelectMany(answer => answer.Addresses)];

    private static TimeSpan LifeOf(ImmutableArray<DnsResponse> answers)
    {
        var life = TimeSpan.FromSeconds(answers.Where(answer => answer.Addresses.Any()).Min(answer => answer.MinTtlSeconds ?? 0));
        return life < ShortestLife ? ShortestLife : life > LongestLife ? LongestLife : life;
    }
}
