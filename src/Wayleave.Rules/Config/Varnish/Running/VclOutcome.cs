
namespace Wayleave.Rules.Config.Varnish.Running;

/// <summary>One way in which a subroutine may end.</summary>
/// <param name="Request">The handshake as it was left.</param>
/// <param name="Return">The statement that ended it; null if it came to its end, and Varnish's own code goes on.</param>
/// <param name="IsSure">False if a condition on the way is not known.</param>
internal sealed record VclOutcome(VclRequest Request, VclReturn? Return, bool IsSure)
{
    /// <summary>Whether it ends here.</summary>
    public bool HasEnded => Return is not null;
}
