using PresenceOfMind.App.Output;
using PresenceOfMind.Client.Doctor;

namespace PresenceOfMind.App.Sources;

/// <summary>Warns of an endpoint that the server is likely never to call.</summary>
internal static class EndpointWarning
{
    /// <summary>Examines the endpoint, and writes a warning for each finding.</summary>
    /// <param name="endpoint">The endpoint as the server is to call it.</param>
    /// <param name="server">The server.</param>
    /// <param name="commonPorts">The ports that the server's callbacks reach.</param>
    /// <param name="portOption">The option that sets the port.</param>
    /// <param name="hostOption">The option that sets the host.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task WriteAsync(
        Uri endpoint, Uri server, IReadOnlyList<int> commonPorts, string portOption, string hostOption, CancellationToken cancellationToken)
    {
        foreach (var finding in await EndpointTransport.ExamineAsync(endpoint, server, commonPorts, cancellationToken))
        {
            var option = finding.Check == DoctorCheck.EndpointPort ? portOption : hostOption;
            Terminal.Complain($"warning: {finding.Found} {finding.Meaning} {finding.Remedy} ({option})");
        }
    }
}
