using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ReportPipeline.Reporting.Verification;

/// <summary>
/// Hash of an element that does not depend on how its namespaces were declared: names with their namespace, attributes and
/// text, each framed by its kind and length.
/// </summary>
internal static class ElementHash
{
    private const int Digits = 16;

    public static string Of(XElement element)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using XmlReader reader = element.CreateReader();
        while (reader.Read())
        {
            Append(hash, reader);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private static void Append(IncrementalHash hash, XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                bool isEmpty = reader.IsEmptyElement;
                Append(hash, 'e', $"{reader.NamespaceURI} {reader.LocalName}");
                while (reader.MoveToNextAttribute())
                {
                    if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                    {
                        Append(hash, 'a', $"{reader.NamespaceURI} {reader.LocalName}={reader.Value}");
                    }
                }

                if (isEmpty)
                {
                    Append(hash, '/', "");
                }

                break;
            case XmlNodeType.EndElement:
                Append(hash, '/', "");
                break;
            default:
                Append(hash, 't', reader.Value);
                break;
        }
    }

    private static void Append(IncrementalHash hash, char kind, string text) =>
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}{text.Length}:{text}")));
}
