using System.Collections.Immutable;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.AppRunner;
using Wayleave.Rules.Config.AspNet;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Azure;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Docker;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Envoy;
using Wayleave.Rules.Config.Google;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.Hosting;
using Wayleave.Rules.Config.Iis;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Laravel;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Npm;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Config.Pound;
using Wayleave.Rules.Config.Procfile;
using Wayleave.Rules.Config.PythonApps;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Config.Requirements;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Squid;
using Wayleave.Rules.Config.Streamlit;
using Wayleave.Rules.Config.Systemd;
using Wayleave.Rules.Config.Traefik;
using Wayleave.Rules.Config.Tunnels;
using Wayleave.Rules.Config.Varnish;
using Wayleave.Rules.Config.Vite;

namespace Wayleave.Rules.Config;

/// <summary>Every kind of file that can be read, listed by hand.</summary>
public static class ConfigKinds
{
    /// <summary>The kinds.</summary>
    public static ImmutableArray<IConfigKind> All { get; } =
    [
        new NginxKind(),
        new HAProxyKind(),
        new VarnishKind(),
        new SquidKind(),
        new IisKind(),
        new PoundKind(),
        new ComposeKind(),
        new TraefikKind(),
        new EnvoyKind(),
        new CloudflaredKind(),
        new NgrokKind(),
        new KubernetesKind(),
        new DockerfileKind(),
        new ProcfileKind(),
        new SystemdKind(),
        new AppRunnerKind(),
        new AwsKind(),
        new AzureKind(),
        new CloudflareKind(),
        new GoogleKind(),
        new ApacheKind(),
        new CaddyKind(),
        new StreamlitKind(),
        new DjangoKind(),
        new PhoenixKind(),
        new RailsKind(),
        new EnvKind(),
        new ReverbKind(),
        new AppSettingsKind(),
        new PackageKind(),
        new ViteKind(),
        new HostingKind(),
        new RequirementsKind(),
        new PythonAppKind(),
        new ScriptKind(),
    ];

    /// <summary>The kind of that name; null if there is none.</summary>
    public static IConfigKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The kind that a file fits best; null if it fits none.</summary>
    public static IConfigKind? Recognise(SourceText source) =>
        All.Select(kind => (Kind: kind, Fit: kind.Fits(source))).Where(found => found.Fit != Fit.No).OrderByDescending(found => found.Fit).FirstOrDefault().Kind;
}
