using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Docker;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="At">Where it stands, its continued lines included.</param>
/// <param name="Name">Its name in upper case: <c>CMD</c>.</param>
/// <param name="Arguments">What stands behind the name.</param>
public sealed record DockerfileInstruction(Span At, string Name, Span Arguments);
