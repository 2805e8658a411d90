namespace Wayleave.Server.Configuration;

/// <summary>What front ends call the members of a ticket's request and answer.</summary>
public sealed record TicketMembers
{
    /// <summary>The member of the body that holds the connection's id. Default <c>id</c>.</summary>
    public string Id { get; init; } = "id";

    /// <summary>The member of the answer that holds the ticket, and its name in a query besides <c>ticket</c>. Default <c>ticket</c>.</summary>
    public string Token { get; init; } = "ticket";
}
