using Microsoft.AspNetCore.Http;

namespace PresenceOfMind.Server.Wire;

/// <summary>What answers of both wires share.</summary>
internal static class PwsResponseExtensions
{
    private const string Xml = "text/xml;charset=utf-8";

    /// <summary>Answers with a body of XML.</summary>
    public static async Task AnswerXmlAsync(this HttpResponse response, int status, ReadOnlyMemory<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = Xml;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    /// <summary>Answers without a body.</summary>
    public static Task AnswerEmptyAsync(this HttpResponse response, int status, string? location = null)
    {
        response.StatusCode = status;
        if (location is not null)
        {
            response.Headers.Location = location;
        }

        response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
