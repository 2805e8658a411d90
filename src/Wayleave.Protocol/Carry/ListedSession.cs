namespace Wayleave.Protocol.Carry;

/// <summary>A session as a request lists it.</summary>
/// <param name="Id">Its id, in base64url.</param>
/// <param name="Secret">The secret that shows that it is the page's.</param>
/// <param name="Received">Up to where the page has the gateway's stream.</param>
public readonly record struct ListedSession(string Id, SessionSecret Secret, long Received);
