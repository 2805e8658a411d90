using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>tls:</c> and of its certificates.</summary>
internal static class TlsKeys
{
    private static readonly Section<CertificateSettings> s_certificate = new(
        "certificates", "A certificate with its key. A file's name alone stands for `{ certificate: FILE }`.", new CertificateSettings(""),
        [
            new KeyOf<CertificateSettings, string>(
                "certificate", "PEM (the whole chain, the own certificate first) or PFX. The file is watched: a new one is used at once.", new FileForm(mustExist: true),
                c => c.File, (c, v) => c with { File = v }) { IsRequired = true, AlsoCalled = ["cert", "file", "fullchain"] },
            new KeyOf<CertificateSettings, string?>(
                "key", "The private key in PEM. Not set: it stands in `certificate`.", new OptionalForm<string>(new FileForm(mustExist: true)),
                c => c.KeyFile, (c, v) => c with { KeyFile = v }) { AlsoCalled = ["private_key", "key_file"] },
            new KeyOf<CertificateSettings, string?>(
                "password", "The password of a PFX or of an encrypted key.", new SecretForm(1),
                c => c.Password, (c, v) => c with { Password = v }),
        ]);

    /// <summary>The section.</summary>
    public static Section<TlsSettings> Section { get; } = new(
        "tls", "What https listeners speak with.", new TlsSettings(),
        [
            new KeyOf<TlsSettings, ImmutableArray<CertificateSettings>>(
                "certificates", "The certificates, chosen by the name that a client asks for; the first one serves a client that names none. None: a self-signed one is made and kept.",
                new ListForm<CertificateSettings>(
                    new ShortForm<string, CertificateSettings>(new FileForm(mustExist: true), (file, _) => new CertificateSettings(file), s_certificate)!, s_certificate.Initial),
                t => t.Certificates, (t, v) => t with { Certificates = v }) { AlsoCalled = ["certificate", "cert", "certs"] },
            new KeyOf<TlsSettings, TlsVersion>(
                "min_version", "The oldest version of TLS that is spoken; 1.3 is always spoken.", new WordForm<TlsVersion>(("1.2", TlsVersion.Tls12), ("1.3", TlsVersion.Tls13)),
                t => t.MinVersion, (t, v) => t with { MinVersion = v }),
            new KeyOf<TlsSettings, bool>(
                "redirect", "Whether ordinary requests over plain http are redirected to https. Never an upgrade, nor a request that a trusted proxy says came over https. Needs an https address in `listen`.",
                BoolForm.Instance, t => t.Redirect, (t, v) => t with { Redirect = v }),
            new KeyOf<TlsSettings, string?>(
                "state", "The folder of the self-signed certificate. Not set: `$XDG_STATE_HOME/wayleave`, else `~/.local/state/wayleave`.", new OptionalForm<string>(new FileForm(mustExist: false)),
                t => t.StateFolder, (t, v) => t with { StateFolder = v }),
        ]);
}
