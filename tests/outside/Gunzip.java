import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Decodes every *.gz of a folder into another: FROM TO. */
class Gunzip {
    public static void main(String[] folders) throws Exception {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(Path.of(folders[0]), "*.gz")) {
            for (Path path : paths) {
                String name = path.getFileName().toString().replaceFirst("\\.gz$", "");
                try (InputStream coded = new BufferedInputStream(Files.newInputStream(path));
                        InputStream text = new GZIPInputStream(coded)) {
                    Files.write(Path.of(folders[1], name), text.readAllBytes());
                    if (coded.read() != -1) {
                        throw new IllegalStateException(path + ": something follows the member");
                    }
                }
            }
        }
    }
}
