package dev.airlock.bootstrap.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes grey pictures. By hand, because the JDK's imaging would load a desktop toolkit into a server. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS_PER_PIXEL = 8;
    private static final byte NO_FILTER = 0;

    private Png() {}

    /** A picture of the given size; {@code shade} tells the shade at (x, y), from 0 for black to 255 for white. */
    static byte[] grey(int width, int height, IntBinaryOperator shade) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(BITS_PER_PIXEL)
                .put(new byte[4])
                .array();
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(chunk("IHDR", header));
        png.writeBytes(chunk("IDAT", compressed(rows(width, height, shade))));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] rows(int width, int height, IntBinaryOperator shade) {
        var rows = ByteBuffer.allocate(height * (width + 1));
        for (int y = 0; y < height; y++) {
            rows.put(NO_FILTER);
            for (int x = 0; x < width; x++) {
                rows.put((byte) shade.applyAsInt(x, y));
            }
        }
        return rows.array();
    }

    private static byte[] compressed(byte[] data) {
        var deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] chunk(String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
