namespace Wayleave.Server.Configuration;

/// <summary>What front ends call tickets.</summary>
public sealed record TicketMembers
{
    /// <summary>A ticket's name in a query besides <c>ticket</c>. Default <c>ticket</c>.</summary>
    public string Token { get; init; } = "ticket";
}
