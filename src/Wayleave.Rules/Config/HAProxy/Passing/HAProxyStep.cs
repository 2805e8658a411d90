using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>What a section's rules made of a handshake.</summary>
/// <param name="Request">The handshake as they left it.</param>
/// <param name="End">Where it ended; null if it goes on.</param>
internal readonly record struct HAProxyStep(HAProxyRequest Request, Passage? End);
