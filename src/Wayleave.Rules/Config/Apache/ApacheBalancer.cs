using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>What <c>balancer://NAME</c> stands for.</summary>
/// <param name="Members">Its members.</param>
/// <param name="Parameters">Its own parameters.</param>
internal sealed record ApacheBalancer(ImmutableArray<ApacheMember> Members, ImmutableArray<ApacheParameter> Parameters)
{
    /// <summary>The members that take requests: those in hot standby wait.</summary>
    public IEnumerable<ApacheMember> Serving => Members.Where(member => !member.Parameters.Any(parameter => parameter is { Name: "status", Value: ['+', 'H' or 'h' or 'R' or 'r' or 'D' or 'd', ..] }));

    /// <summary>Whether a client stays with its member.</summary>
    public bool IsSticky => Members.Length < 2 || Serving.Count() < 2 || Parameters.Any(parameter => parameter.Name == "stickysession");
}
