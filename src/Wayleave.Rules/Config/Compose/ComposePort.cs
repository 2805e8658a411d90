using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>A port of a container that a compose file publishes.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Published">The port of the host; null if it is chosen when it starts, or not known.</param>
/// <param name="Target">The port of the container, at which other containers reach it too.</param>
public sealed record ComposePort(Span At, int? Published, int Target);
