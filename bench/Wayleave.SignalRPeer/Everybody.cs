using Microsoft.AspNetCore.SignalR;

namespace Wayleave.SignalRPeer;

/// <summary>Everybody who has connected.</summary>
internal sealed class Everybody : Hub;
