using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>A path of an ingress, and the service that it leads to.</summary>
/// <param name="At">Where the path stands, or its backend where it has none.</param>
/// <param name="Host">The host that it is for; null: any.</param>
/// <param name="Path">The path; <c>/</c> where none is written.</param>
/// <param name="Type"><c>Exact</c>, <c>Prefix</c> or <c>ImplementationSpecific</c>.</param>
/// <param name="Service">The service's name; null if it is none or not known.</param>
/// <param name="Port">The service's port; null if it is a name or not known.</param>
public sealed record IngressPath(Span At, string? Host, string Path, string Type, string? Service, int? Port)
{
    /// <summary>Reads the backend of a path or an ingress, in the form of v1 or the older one.</summary>
    /// <param name="backend">The backend; null: there is none.</param>
    public static (string? Service, int? Port) Backend(DataNode? backend)
    {
        DataNode? service = backend?["service"];
        DataNode? port = service is null ? backend?["servicePort"] : service.Find("port", "number");
        var name = (service is null ? backend?["serviceName"] : service["name"]) as DataScalar;
        return (name is { IsTemplate: false } ? name.Value : null, int.TryParse(port?.Text, CultureInfo.InvariantCulture, out int number) ? number : null);
    }

    /// <summary>Whether it takes a host, which may be a wildcard.</summary>
    public bool Takes(string? host)
    {
        if (Host is null or "" || host is null) return true;
        string name = host.Split(':')[0];
        return Host.StartsWith("*.", StringComparison.Ordinal)
            ? name.EndsWith(Host[1..], StringComparison.OrdinalIgnoreCase) && !name[..^(Host.Length - 1)].Contains('.', StringComparison.Ordinal)
            : string.Equals(name, Host, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether it takes a request's path, by whole segments unless it is exact.</summary>
    public bool Matches(string path)
    {
        if (Type == "Exact") return path == Path;
        string prefix = Path.TrimEnd('/', '*');
        return path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal) || (Type == "ImplementationSpecific" && path.StartsWith(prefix, StringComparison.Ordinal));
    }
}
