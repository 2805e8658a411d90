namespace Wayleave.Protocol.Relay;

/// <summary>Why a relayed socket ended: what happened first.</summary>
/// <param name="By">Who hung up first.</param>
/// <param name="Why">How, in a few words: <c>close frame</c>, <c>reset</c>, <c>no byte for 75 s and 2 pings unanswered</c>.</param>
/// <param name="Code">The close code said, by the peer or by us; null if there was none.</param>
/// <param name="Reason">The reason said with it; empty if none.</param>
public sealed record RelayEnding(EndedBy By, string Why, ushort? Code = null, string Reason = "");
