using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>An object of Kubernetes.</summary>
/// <param name="Node">What is written of it.</param>
public sealed record KubernetesObject(DataNode Node)
{
    /// <summary>Its kind: <c>Ingress</c>.</summary>
    public string Kind => Node["kind"]?.Text ?? "";

    /// <summary>The group and version of its kind: <c>networking.k8s.io/v1</c>.</summary>
    public string Api => Node["apiVersion"]?.Text ?? "";

    /// <summary>Its name; empty if it has none.</summary>
    public string Name => Node.Find("metadata", "name")?.Text ?? "";

    /// <summary>Its annotations.</summary>
    public ImmutableArray<DataEntry> Annotations => Node.Find("metadata", "annotations")?.Entries ?? [];

    /// <summary>What is asked for.</summary>
    public DataNode? Spec => Node["spec"];

    /// <summary>The line with its kind.</summary>
    public Span At => (Node as DataMap)?.Find("kind")?.At ?? Node.At;

    /// <summary>An annotation; null if it has none of that name.</summary>
    public DataEntry? Annotation(string name) => (Node.Find("metadata", "annotations") as DataMap)?.Find(name);

    /// <summary>An annotation's text; null if it has none of that name, or a template fills it.</summary>
    public string? Value(string name) => Annotation(name)?.Value is DataScalar { IsTemplate: false } value ? value.Value : null;

    /// <summary>Whether it has an annotation whose name begins so.</summary>
    public bool HasAnnotation(string prefix) => Annotations.Any(annotation => annotation.Key.StartsWith(prefix, StringComparison.Ordinal));
}
