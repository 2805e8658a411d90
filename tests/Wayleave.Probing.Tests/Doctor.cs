using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests;

/// <summary>Runs examinations with short waits.</summary>
public static class Doctor
{
    public static ExaminationOptions Options(Uri url) => new()
    {
        Target = url,
        Hold = TimeSpan.FromMilliseconds(400),
        Timeout = TimeSpan.FromSeconds(2),
        Seed = 7,
    };

    public static Task<Run> ExamineAsync(ExaminationOptions options, CancellationToken stop = default) =>
        new Examination(options, TimeProvider.System).RunAsync(null, stop);

    public static Task<Run> ExamineAsync(Uri url) => ExamineAsync(Options(url));

    public static HandshakeProbe Browser(this Run run) => run.Handshake(Variation.Browser);

    public static HandshakeProbe Handshake(this Run run, Variation variation, string route = Probe.PublicRoute) =>
        run.Probes.OfType<HandshakeProbe>().First(probe => probe.Variation == variation && probe.Route == route);

    public static HttpExchange Http(this Run run, string name) => run.Probes.OfType<HttpProbe>().First(probe => probe.Name == name).Exchange;
}
