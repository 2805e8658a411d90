using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A member of a balancer.</summary>
/// <param name="By">Its line.</param>
/// <param name="Target">Its URL.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record ApacheMember(ApacheDirective By, ApacheTarget Target, ImmutableArray<ApacheParameter> Parameters);
