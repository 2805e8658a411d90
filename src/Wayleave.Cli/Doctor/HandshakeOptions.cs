using System.CommandLine;

namespace Wayleave.Cli.Doctor;

/// <summary>The options that say how a handshake is made: the same for <c>doctor</c> and <c>connect</c>.</summary>
internal sealed class HandshakeOptions
{
    public Option<string?> PageOrigin { get; } = DoctorOptions.One("--page-origin", "ORIGIN", "The Origin to send (default: the URL's own)");

    public Option<string[]> Subprotocol { get; } = DoctorOptions.Many("--subprotocol", "NAME", "Offer this subprotocol (repeatable)");

    public Option<string[]> Header { get; } = DoctorOptions.Many("--header", "'NAME: VALUE'", "Send this header, to the target's own host only (repeatable)");

    public Option<string[]> Cookie { get; } = DoctorOptions.Many("--cookie", "'NAME=VALUE'", "Send this cookie, to the target's own host only (repeatable)");

    public Option<string?> Timeout { get; } = DoctorOptions.One("--timeout", "T", "The deadline from the name to the answer (default 5s)");

    public Option<string[]> Ca { get; } = DoctorOptions.Many("--ca", "FILE", "Trust the roots in this PEM file too, as SSL_CERT_FILE does (repeatable)");

    public Option<bool> Insecure { get; } = DoctorOptions.Flag("--insecure", "Go on where a certificate does not hold");

    public Option<bool> Proxy { get; } = DoctorOptions.Flag("--proxy", "Go through the proxy that HTTPS_PROXY or HTTP_PROXY names");

    /// <summary>Adds all of them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        Option[] options = [PageOrigin, Subprotocol, Header, Cookie, Timeout, Ca, Insecure, Proxy];
        foreach (Option option in options) command.Options.Add(option);
    }
}
