using System.Collections.Immutable;
using System.Net;
using Wayleave.Probing.Dialling;
using Wayleave.Probing.Http;
using Wayleave.Protocol.Dns;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Names;

/// <summary>The name as the name server of <c>--resolver</c> knows it: addresses, CNAMEs, times to live, the HTTPS record.</summary>
/// <param name="context">The run.</param>
/// <param name="route">The way whose host is asked for.</param>
internal sealed class ResolverProbe(RunContext context, ProbeRoute route)
{
    /// <summary>Carries it out, where a name server was given and there is a name to ask for.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <returns>The addresses that the name server knows; empty if it was not asked, or knows none.</returns>
    public async Task<ImmutableArray<IPAddress>> RunAsync(CancellationToken deadline)
    {
        if (context.Options.Resolver is not { } server || !route.IsPublic || IPAddress.TryParse(route.ConnectHost, out _))
            return [];
        var start = context.Log.Begin();
        var client = new ResolverClient(server, context);
        DnsResponse[] answers = [];
        Failure? failure = null;
        try
        {
            var https = client.AskAsync(route.ConnectHost, DnsType.Https, deadline);
            answers = await Task.WhenAll(
                client.AskAsync(route.ConnectHost, DnsType.A, deadline),
                client.AskAsync(route.ConnectHost, DnsType.Aaaa, deadline),
                // Older name servers drop questions of a kind that they do not know: then there is just none.
                OrNothingAsync(https));
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            failure = Failures.Of(exception, FailureStage.Resolve);
        }

        ImmutableArray<IPAddress> addresses = [.. answers.SelectMany(answer => answer.Addresses).Distinct()];
        failure ??= addresses.IsEmpty ? new Failure(FailureStage.Resolve, FailureKind.NameNotFound, $"{server} answers {answers[0].Code} and no address") : null;
        context.Keep(start, new DnsProbe
        {
            Id = start.Id,
            Name = "dns-resolver",
            Url = route.Url.OriginalString,
            Route = route.Name,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = failure is null ? string.Join(", ", addresses) : Outcomes.Of(failure),
            Host = route.ConnectHost,
            Resolver = server.ToString(),
            Addresses = [.. addresses.Select(address => address.ToString())],
            CnameChain = [.. answers.SelectMany(answer => answer.CnameChain(route.ConnectHost)).Distinct()],
            TtlSeconds = answers.Min(answer => answer.MinTtlSeconds),
            HttpsRecord = answers.SelectMany(answer => answer.Https).FirstOrDefault() is { } record ? Text(record) : null,
            Failure = failure,
        });
        return addresses;
    }

    private static async Task<DnsResponse> OrNothingAsync(Task<DnsResponse> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            return new DnsResponse { Code = DnsCode.NotImplemented, Truncated = false };
        }
    }

    private static string Text(DnsRecord.Https record)
    {
        List<string> parts = [$"{record.Priority} {(record.Target.Length == 0 ? "." : record.Target)}"];
        if (!record.Alpn.IsEmpty)
            parts.Add($"alpn={string.Join(',', record.Alpn)}");
        if (record.Port is { } port)
            parts.Add($"port={port}");
        if (!record.Hints.IsEmpty)
            parts.Add($"hint={string.Join<IPAddress>(',', record.Hints)}");
        return string.Join(' ', parts);
    }
}
