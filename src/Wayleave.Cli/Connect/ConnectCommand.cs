using System.CommandLine;
using System.Security.Cryptography;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Doctor;
using Wayleave.Cli.Input;
using Wayleave.Probing;

namespace Wayleave.Cli.Connect;

/// <summary><c>wayleave connect URL</c>.</summary>
internal static class ConnectCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var url = new Argument<string?>("URL") { Description = "wss://HOST/PATH or ws://HOST/PATH", Arity = ArgumentArity.ZeroOrOne };
        var handshake = new HandshakeOptions();
        Option<string?> heartbeat = DoctorOptions.One("--heartbeat", "T", "Send a ping every T: 25s");
        Option<string?> linger = DoctorOptions.One("--linger", "T", "How long to listen on after the end of piped input (default 1s)");
        Option<bool> json = DoctorOptions.Flag("--json", "Print one JSON object an event, a line each");
        Option<bool> noColor = DoctorOptions.Flag("--no-color", "No colours (as with NO_COLOR set)");
        Option<bool> showSecrets = DoctorOptions.Flag("--show-secrets", "Do not mask cookies, tokens and passwords");
        var command = new Command("connect", "Talks on a WebSocket: lines typed are sent, frames are shown. /ping, /close [CODE], /binary HEX; // sends a line that starts with a slash.");
        command.Arguments.Add(url);
        handshake.AddTo(command);
        foreach (Option option in (Option[])[heartbeat, linger, json, noColor, showSecrets]) command.Options.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            Uri? target = null;
            if (parsed.GetValue(url) is not { } typed) errors.Add("which URL? Give wss://HOST/PATH");
            else if (TargetUrl.Read(typed, out target) is { } wrong) errors.Add(wrong);
            HandshakeValues values = HandshakeValues.Read(handshake, parsed, target, surroundings, errors);
            TimeSpan? every = Values.Duration(parsed, heartbeat, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1), errors);
            TimeSpan? after = Values.Duration(parsed, linger, TimeSpan.Zero, TimeSpan.FromDays(1), errors);
            if (errors.Count > 0) return await BadUsage.ReportAsync("connect", [], errors, surroundings).ConfigureAwait(false);

            var request = new ConnectRequest
            {
                Handshake = Handshake(AsSocket(target!), values),
                Json = parsed.GetValue(json),
                Heartbeat = every,
                Linger = after ?? TimeSpan.FromSeconds(1),
                ShowSecrets = parsed.GetValue(showSecrets),
                NoColor = parsed.GetValue(noColor),
            };
            return await new ConnectSession(request, surroundings).RunAsync().ConfigureAwait(false);
        });
        return command;
    }

    // Masking keys must not be guessable (RFC 6455 §10.3), so this seed is not the doctor's fixed one.
    private static ExaminationOptions Handshake(Uri target, HandshakeValues values) => new()
    {
        Target = target,
        Timeout = values.Timeout,
        PageOrigin = values.PageOrigin,
        Subprotocols = values.Subprotocols,
        Headers = values.Headers,
        Cookie = values.Cookie,
        ExtraRoots = values.ExtraRoots,
        Insecure = values.Insecure,
        SystemProxy = values.SystemProxy,
        UseProxy = values.UseProxy,
        Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
    };

    // Browsers take http and https for a socket's URL too (WebSockets Standard, 2023).
    private static Uri AsSocket(Uri url) => url.Scheme switch
    {
        "https" => new UriBuilder(url) { Scheme = "wss", Port = url.Port }.Uri,
        "http" => new UriBuilder(url) { Scheme = "ws", Port = url.Port }.Uri,
        _ => url,
    };
}
