namespace PresenceOfMind.Server.Endpoints;

/// <summary>A user who was given an endpoint's address; the key is <c>node|user</c>.</summary>
internal interface IEndpointUserGrain : IGrainWithStringKey
{
    /// <summary>Endpoints have ended, and what names them; the rows are gone already.</summary>
    /// <param name="applicationUser">Whose endpoints they were.</param>
    /// <param name="endpointIds">Their ids.</param>
    Task EndpointsEndedAsync(string applicationUser, int[] endpointIds);
}
