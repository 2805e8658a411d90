namespace Wayleave.Server.Serving;

/// <summary>Something that whoever runs the gateway should know.</summary>
/// <param name="IsWarning">Whether it wants doing something about.</param>
/// <param name="Text">What, in a sentence without its full stop.</param>
internal sealed record GatewayNotice(bool IsWarning, string Text);
